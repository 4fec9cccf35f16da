(* Rewards that depend on the policy: the log-probability, and a tree's states.

   power pi s a       == pi a to the power s, normalised
   top pi             == the answers of the largest probability
   scale_free         == normalising forgets a common factor
   power_lim          == as s grows the power tends to the even policy on top
   moving_closed      == exact steps with r = ln pi_k and a moving reference
                         give the power (1 + 1/beta)^k                  (T14)
   moving_lim         == hence the even policy on the most probable     (T14)
   fixed_closed       == with a fixed reference they give the power
                         1 + 1/beta + ... + 1/beta^k                    (T15)
   fixed_lim_gt1      == beta > 1: the power beta / (beta - 1)          (T15)
   fixed_lim_le1      == beta <= 1: the even policy on the most probable (T15)
   tree_run           == exact steps on trajectories (first token, second
                         token), the reward being the mean of a functional of
                         the root and one of the state reached
   tree_leaf          == the second token's distribution never changes  (T21)
   tree_root          == the first token's is tilted by its state's value (T21)
   tree_lim           == and ends on the best state, whatever the prior (T21) *)

From Coq Require Import Reals Lra FunctionalExtensionality.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy RewardAccuracy Counterexamples Order.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Lemma exp_lim0 (s : nat -> R) (c : R) :
  c < 0 -> is_lim_seq s p_infty -> is_lim_seq (fun k => exp (s k * c)) 0.
Proof.
move=> c_lt0 s_lim; apply/is_lim_seq_spec => eps; have eps_gt0 := cond_pos eps.
have /is_lim_seq_spec /(_ (ln eps / c)) [K far] := s_lim.
exists K => k k_ge; rewrite Rminus_0_r Rabs_pos_eq; last by left; exact: exp_pos.
rewrite -[X in _ < X](exp_ln eps) //; apply: exp_increasing.
have := far k k_ge; have : ln eps / c * c = ln eps by field; lra.
by move: (ln eps / c) => q <- lt; nra.
Qed.

Section Powers.

Variable A : finType.
Implicit Types pi ref : A -> R.

Definition power pi (s : R) (a : A) : R :=
  exp (s * ln (pi a)) / \sum_(b : A) exp (s * ln (pi b)).

Definition top pi : {set A} := [set a | [forall b, if Rle_dec (pi b) (pi a) then true else false]].

Lemma scale_free (f g : A -> R) (K : R) (a : A) :
  K <> 0 -> \sum_(b : A) g b <> 0 -> (forall b, f b = K * g b) ->
  f a / (\sum_(b : A) f b) = g a / (\sum_(b : A) g b).
Proof.
move=> K_neq0 g_neq0 f_is; rewrite (eq_bigr _ (fun b _ => f_is b)) -sum_distrr f_is.
by field.
Qed.

Lemma power_sum_gt0 pi s (a : A) : 0 < \sum_(b : A) exp (s * ln (pi b)).
Proof. by apply: (sum_gt0 (b := a)) => // b _; exact: exp_pos. Qed.

Lemma power_policy pi s (a : A) : policy (power pi s).
Proof.
have Z_gt0 := power_sum_gt0 pi s a; split=> [b|].
  by apply: Rdiv_lt_0_compat => //; exact: exp_pos.
by rewrite /power -sum_divr; field; lra.
Qed.

Lemma ln_power pi s a :
  ln (power pi s a) = s * ln (pi a) - ln (\sum_(b : A) exp (s * ln (pi b))).
Proof.
by rewrite /power ln_div ?ln_exp //; [exact: exp_pos|exact: (power_sum_gt0 _ _ a)].
Qed.

Lemma power1 pi a : policy pi -> power pi 1 a = pi a.
Proof.
move=> [pi_gt0 sum1]; rewrite /power (eq_bigr pi) => [|b _].
  by rewrite sum1 Rmult_1_l exp_ln //; field.
by rewrite Rmult_1_l exp_ln.
Qed.

(* One step from the reference power pi s, with the reward ln (power pi t). *)
Lemma power_step pi s t beta a : 0 < beta ->
  mirror beta (fun b => ln (power pi t b)) (power pi s) a = power pi (s + t / beta) a.
Proof.
move=> beta_gt0; pose Z u := \sum_(b : A) exp (u * ln (pi b)).
have Z_gt0 u : 0 < Z u by exact: (power_sum_gt0 pi u a).
apply: (scale_free (K := exp (- (ln (Z t) / beta)) / Z s)).
- by have := exp_pos (- (ln (Z t) / beta)); have := Z_gt0 s => *;
    apply: Rgt_not_eq; apply: Rdiv_lt_0_compat.
- by have := Z_gt0 (s + t / beta); rewrite /Z; lra.
move=> b; rewrite ln_power -/(Z t) /power -/(Z s).
have -> : (t * ln (pi b) - ln (Z t)) / beta = - (ln (Z t) / beta) + t / beta * ln (pi b).
  by field; lra.
rewrite Rmult_plus_distr_r !exp_plus; have := Z_gt0 s => Zs.
by field; lra.
Qed.

Lemma mirror_ext beta (r r' pi pi' : A -> R) a :
  r =1 r' -> pi =1 pi' -> mirror beta r pi a = mirror beta r' pi' a.
Proof.
move=> rr pp; rewrite /mirror rr pp; congr (_ / _).
by apply: eq_bigr => b _; rewrite rr pp.
Qed.

Theorem power_lim pi (s : nat -> R) a : policy pi -> is_lim_seq s p_infty ->
  is_lim_seq (fun k => power pi (s k) a)
             (if [forall b, if Rle_dec (pi b) (pi a) then true else false]
              then / INR #|top pi| else 0).
Proof.
move=> [pi_gt0 _] s_lim.
have [m mode] : exists m, forall b, pi b <= pi m.
  elim: (enum A) (mem_enum A) => [|x l IH] all.
    by have := all a; rewrite inE.
  have best (l' : seq A) (x' : A) : exists m, forall b, b \in x' :: l' -> pi b <= pi m.
    elim: l' x' => [|y l' IH'] x'.
      by exists x' => b; rewrite inE => /eqP ->; exact: Rle_refl.
    have [m top_m] := IH' y; case: (Rle_dec (pi x') (pi m)) => [le|gt].
      by exists m => b; rewrite inE => /orP[/eqP ->|/top_m].
    exists x' => b; rewrite inE => /orP[/eqP ->|/top_m]; first exact: Rle_refl.
    by lra.
  have [m top_m] := best l x; exists m => b.
  by apply: top_m; rewrite all.
pose x b := ln (pi b) - ln (pi m).
have in_top b : (b \in top pi) = [forall c, if Rle_dec (pi c) (pi b) then true else false].
  by rewrite inE.
have top_x b : b \in top pi -> x b = 0.
  rewrite in_top => /forallP /(_ m); case: Rle_dec => // le _.
  by rewrite /x (_ : pi b = pi m); [ring|have := mode b; lra].
have out_x b : b \notin top pi -> x b < 0.
  rewrite in_top => /forallPn [c]; case: Rle_dec => // gt _.
  have lt : pi b < pi m by have := mode c; lra.
  by have := ln_increasing _ _ (pi_gt0 b) lt; rewrite /x; lra.
have shifted k b : power pi (s k) b = exp (s k * x b) / \sum_(c : A) exp (s k * x c).
  apply: (scale_free (K := exp (s k * ln (pi m)))).
  - by have := exp_pos (s k * ln (pi m)); lra.
  - suff : 0 < \sum_(c : A) exp (s k * x c) by lra.
    by apply: (sum_gt0 (b := a)) => // c _; exact: exp_pos.
  - by move=> c; rewrite -exp_plus; congr exp; rewrite /x; ring.
have each b : is_lim_seq (fun k => exp (s k * x b)) (if b \in top pi then 1 else 0).
  case: ifPn => [/top_x ->|/out_x x_lt0]; last exact: exp_lim0.
  apply: (is_lim_seq_ext (fun=> 1)); last exact: is_lim_seq_const.
  by move=> k; rewrite Rmult_0_r exp_0.
have total : is_lim_seq (fun k => \sum_(c : A) exp (s k * x c)) (INR #|top pi|).
  have -> : INR #|top pi| = \sum_(c : A) (if c \in top pi then 1 else 0).
    rewrite -big_mkcond big_const; elim: #|_| => // n IH.
    by rewrite S_INR IH Rplus_comm.
  exact: sum_lim.
have top_gt0 : 0 < INR #|top pi|.
  apply: lt_0_INR; apply/ltP; apply/card_gt0P; exists m; rewrite in_top.
  by apply/forallP => b; case: Rle_dec => //; have := mode b.
apply: (is_lim_seq_ext (fun k => exp (s k * x a) / \sum_(c : A) exp (s k * x c))).
  by move=> k; rewrite shifted.
have -> : Finite (if [forall b, if Rle_dec (pi b) (pi a) then true else false]
                  then / INR #|top pi| else 0)
          = (if a \in top pi then 1 else 0) / INR #|top pi|.
  by rewrite in_top; case: ifP => _; congr Finite; field; lra.
by apply: is_lim_seq_div' => //; lra.
Qed.

Section Runs.

Variables (beta : R) (pi : nat -> A -> R).
Hypothesis beta_gt0 : 0 < beta.
Hypothesis pi0_policy : policy (pi 0%N).

Section Moving.

Hypothesis run : forall k a, pi k.+1 a = mirror beta (fun b => ln (pi k b)) (pi k) a.

Theorem moving_closed k a : pi k a = power (pi 0%N) ((1 + 1 / beta) ^ k) a.
Proof.
elim: k a => [|k closed] a; first by rewrite /= power1.
rewrite run (_ : (1 + 1 / beta) ^ k.+1
                 = (1 + 1 / beta) ^ k + (1 + 1 / beta) ^ k / beta).
  rewrite -power_step //; apply: mirror_ext => b; rewrite ?closed //.
by rewrite /=; field; lra.
Qed.

Lemma growth_lim : is_lim_seq (fun k => (1 + 1 / beta) ^ k) p_infty.
Proof.
apply: is_lim_seq_geom_p; have : 0 < 1 / beta by apply: Rdiv_lt_0_compat; lra.
by lra.
Qed.

Theorem moving_lim a : is_lim_seq (fun k => pi k a)
  (if [forall b, if Rle_dec (pi 0%N b) (pi 0%N a) then true else false]
   then / INR #|top (pi 0%N)| else 0).
Proof.
apply: (is_lim_seq_ext (fun k => power (pi 0%N) ((1 + 1 / beta) ^ k) a)).
  by move=> k; rewrite moving_closed.
by apply: power_lim => //; exact: growth_lim.
Qed.

End Moving.

Section Fixed.

Hypothesis run : forall k a, pi k.+1 a = mirror beta (fun b => ln (pi k b)) (pi 0%N) a.

Fixpoint exponent (k : nat) : R := if k is j.+1 then 1 + exponent j / beta else 1.

Lemma exponent_sum k : exponent k = \big[Rplus/0]_(j < k.+1) (/ beta) ^ j.
Proof.
elim: k => [|k IH]; first by rewrite big_ord_recl big_ord0 /= Rplus_0_r.
rewrite big_ord_recl [exponent k.+1]/= IH; congr (_ + _).
by rewrite sum_divr; apply: eq_bigr => j _; rewrite /= Rmult_comm.
Qed.

Theorem fixed_closed k a : pi k a = power (pi 0%N) (exponent k) a.
Proof.
elim: k a => [|k closed] a; first by rewrite /= power1.
rewrite run /= -power_step //; apply: mirror_ext => b; last by rewrite power1.
by rewrite closed.
Qed.

Theorem fixed_lim_le1 a : beta <= 1 -> is_lim_seq (fun k => pi k a)
  (if [forall b, if Rle_dec (pi 0%N b) (pi 0%N a) then true else false]
   then / INR #|top (pi 0%N)| else 0).
Proof.
move=> beta_le1; apply: (is_lim_seq_ext (fun k => power (pi 0%N) (exponent k) a)).
  by move=> k; rewrite fixed_closed.
apply: power_lim => //; apply: (is_lim_seq_le_p_loc INR); last exact: is_lim_seq_INR.
exists 0%N => k _; have inv_ge1 : 1 <= / beta.
  by rewrite -[X in X <= _]Rinv_1; apply: Rinv_le_contravar.
elim: k => [|k IH]; first by rewrite /=; lra.
rewrite S_INR [exponent k.+1]/=; have := pos_INR k.
by rewrite /Rdiv => *; nra.
Qed.

Lemma exponent_closed k : beta <> 1 ->
  exponent k = beta / (beta - 1) - / (beta - 1) * (/ beta) ^ k.
Proof.
by move=> beta_neq1; elim: k => [|k IH] /=; rewrite ?IH; field; lra.
Qed.

Theorem fixed_lim_gt1 a : 1 < beta ->
  is_lim_seq (fun k => pi k a) (power (pi 0%N) (beta / (beta - 1)) a).
Proof.
move=> beta_gt1; apply: (is_lim_seq_ext (fun k => power (pi 0%N) (exponent k) a)).
  by move=> k; rewrite fixed_closed.
have s_lim : is_lim_seq exponent (beta / (beta - 1)).
  apply: (is_lim_seq_ext (fun k => beta / (beta - 1) - / (beta - 1) * (/ beta) ^ k)).
    by move=> k; rewrite exponent_closed //; lra.
  rewrite -[X in is_lim_seq _ (Finite X)]Rminus_0_r; apply: is_lim_seq_minus'.
    exact: is_lim_seq_const.
  have inv_gt0 : 0 < / beta by apply: Rinv_0_lt_compat.
  apply: lim_geom0; rewrite Rabs_pos_eq; last lra.
  by rewrite -[X in _ < X]Rinv_1; apply: Rinv_lt_contravar; lra.
have each b : is_lim_seq (fun k => exp (exponent k * ln (pi 0%N b)))
                         (exp (beta / (beta - 1) * ln (pi 0%N b))).
  apply: (is_lim_seq_continuous exp); first exact/derivable_continuous_pt/derivable_pt_exp.
  by apply: is_lim_seq_mult' => //; exact: is_lim_seq_const.
rewrite /power; apply: is_lim_seq_div' => //; first by apply: sum_lim.
by have := power_sum_gt0 (pi 0%N) (beta / (beta - 1)) a; lra.
Qed.

End Fixed.

End Runs.

End Powers.

Section Tree.

Variables (A B : finType) (beta : R).
Variables (of_root : (A -> R) -> R) (of_leaf : (B -> R) -> R).
Variable pi : nat -> A * B -> R.

Definition root (q : A * B -> R) (a : A) : R := \sum_(b : B) q (a, b).

Definition leaf (q : A * B -> R) (a : A) (b : B) : R := q (a, b) / root q a.

Definition tree_reward (q : A * B -> R) (y : A * B) : R :=
  (of_root (root q) + of_leaf (leaf q y.1)) / 2.

Hypothesis beta_gt0 : 0 < beta.
Hypothesis pi0_policy : policy (pi 0%N).
Hypothesis run : forall k y, pi k.+1 y = mirror beta (tree_reward (pi k)) (pi k) y.

Variable y0 : A * B.

Let value (a : A) : R := of_leaf (leaf (pi 0%N) a).

Let pol k : policy (pi k).
Proof.
elim: k => // k pik; have [gt0 sum1] := mirror_policy beta (tree_reward (pi k)) y0 pik.
split=> [a|]; first by rewrite run; exact: gt0.
by rewrite -sum1; apply: eq_bigr => a _; exact: run.
Qed.

Lemma root_gt0 k a : 0 < root (pi k) a.
Proof. by apply: (sum_gt0 (b := y0.2)) => // b _; case: (pol k). Qed.

Lemma tree_step k a b : pi k.+1 (a, b)
  = pi k (a, b) * (exp (tree_reward (pi k) (a, b) / beta)
                   / \sum_(y : A * B) (pi k y * exp (tree_reward (pi k) y / beta))).
Proof. by rewrite run /mirror /Rdiv Rmult_assoc. Qed.

Theorem tree_leaf k a : leaf (pi k) a = leaf (pi 0%N) a.
Proof.
elim: k => // k IH; rewrite -IH; apply: functional_extensionality => b.
pose c := exp (tree_reward (pi k) (a, y0.2) / beta)
          / (\sum_(y : A * B) (pi k y * exp (tree_reward (pi k) y / beta))).
have Z_gt0 := partition_gt0 beta (tree_reward (pi k)) y0 (pol k).
have c_gt0 : 0 < c by apply: Rdiv_lt_0_compat => //; exact: exp_pos.
have scaled b' : pi k.+1 (a, b') = pi k (a, b') * c by exact: tree_step.
rewrite /leaf {1}/root scaled (eq_bigr (fun b' => pi k (a, b') * c)) => [|b' _]; last exact: scaled.
rewrite -sum_distrl -/(root (pi k) a); have := root_gt0 k a => *.
by field; lra.
Qed.

Theorem tree_root k a : root (pi k) a
  = root (pi 0%N) a * exp (INR k * value a / (2 * beta))
    / (\sum_(c : A) (root (pi 0%N) c * exp (INR k * value c / (2 * beta)))).
Proof.
elim: k a => [|k IH] a.
  have e c : exp (INR 0 * value c / (2 * beta)) = 1.
    by rewrite /= (_ : 0 * _ / _ = 0) ?exp_0 //; field; lra.
  rewrite e (eq_bigr (root (pi 0%N))) => [|c _]; last by rewrite e Rmult_1_r.
  have -> : \sum_(c : A) root (pi 0%N) c = 1.
    have [_ <-] := pi0_policy; rewrite /root pair_big.
    by apply: eq_bigr => -[].
  by field.
have step c : root (pi k.+1) c
    = exp (of_root (root (pi k)) / (2 * beta))
      / (\sum_(y : A * B) (pi k y * exp (tree_reward (pi k) y / beta)))
      * (root (pi k) c * exp (value c / (2 * beta))).
  rewrite {1}/root (eq_bigr _ (fun b _ => tree_step k c b)).
  rewrite (eq_bigr (fun b => pi k (c, b) *
     (exp (of_root (root (pi k)) / (2 * beta)) * exp (value c / (2 * beta))
      / \sum_(y : A * B) (pi k y * exp (tree_reward (pi k) y / beta))))) => [|b _].
    by rewrite -sum_distrl -/(root (pi k) c) /Rdiv; ring.
  rewrite {1}/tree_reward tree_leaf -/(value c) -exp_plus; congr (_ * (exp _ / _)).
  by field; lra.
have Z_gt0 := partition_gt0 beta (tree_reward (pi k)) y0 (pol k).
move: step; move: (\sum_(y : A * B) (pi k y * exp (tree_reward (pi k) y / beta))) Z_gt0 => Z Z_gt0.
pose W j := \sum_(c : A) (root (pi 0%N) c * exp (INR j * value c / (2 * beta))).
have W_gt0 j : 0 < W j.
  apply: (sum_gt0 (b := a)) => // c _.
  by apply: Rmult_lt_0_compat; [exact: (root_gt0 0)|exact: exp_pos].
move=> step; have sum1 : \sum_(c : A) root (pi k.+1) c = 1.
  have [_ <-] := pol k.+1; rewrite /root pair_big.
  by apply: eq_bigr => -[].
rewrite -[LHS]Rdiv_1 -sum1.
apply: (scale_free (K := exp (of_root (root (pi k)) / (2 * beta)) / Z / W k)).
- apply: Rgt_not_eq; apply: Rdiv_lt_0_compat => //.
  by apply: Rdiv_lt_0_compat => //; exact: exp_pos.
- by have := W_gt0 k.+1; rewrite /W; lra.
move=> c; rewrite step IH -/(W k).
have -> : exp (INR k.+1 * value c / (2 * beta))
          = exp (INR k * value c / (2 * beta)) * exp (value c / (2 * beta)).
  by rewrite -exp_plus S_INR; congr exp; field; lra.
by have := W_gt0 k => ?; field; lra.
Qed.

Theorem tree_lim m : (forall a, a != m -> value a < value m) ->
  forall a, is_lim_seq (fun k => root (pi k) a) (if a == m then 1 else 0).
Proof.
move=> best a; pose x c := (value c - value m) / (2 * beta).
have half_gt0 : 0 < / (2 * beta) by apply: Rinv_0_lt_compat; lra.
have each c : is_lim_seq (fun k => root (pi 0%N) c * exp (INR k * x c))
                         (if c == m then root (pi 0%N) m else 0).
  case: (c =P m) => [->|/eqP cm].
    apply: (is_lim_seq_ext (fun=> root (pi 0%N) m)); last exact: is_lim_seq_const.
    by move=> k; rewrite /x Rminus_eq_0 /Rdiv Rmult_0_l Rmult_0_r exp_0 Rmult_1_r.
  rewrite -(Rmult_0_r (root (pi 0%N) c)); apply: is_lim_seq_mult'.
    exact: is_lim_seq_const.
  apply: exp_lim0; last exact: is_lim_seq_INR.
  by have := best c cm => lt; rewrite /x /Rdiv; nra.
have total : is_lim_seq (fun k => \sum_(c : A) (root (pi 0%N) c * exp (INR k * x c)))
                        (root (pi 0%N) m).
  rewrite -(sum_pick m (fun c => root (pi 0%N) m)).
  exact: (sum_lim each).
have m_gt0 := root_gt0 0 m.
apply: (is_lim_seq_ext (fun k => root (pi 0%N) a * exp (INR k * x a)
          / \sum_(c : A) (root (pi 0%N) c * exp (INR k * x c)))) => [k|].
  rewrite (tree_root k a); symmetry.
  apply: (scale_free (K := exp (INR k * value m / (2 * beta)))
    (f := fun c => root (pi 0%N) c * exp (INR k * value c / (2 * beta)))
    (g := fun c => root (pi 0%N) c * exp (INR k * x c))).
  - by have := exp_pos (INR k * value m / (2 * beta)); lra.
  - suff : 0 < \sum_(c : A) (root (pi 0%N) c * exp (INR k * x c)) by lra.
    apply: (sum_gt0 (b := a)) => // c _.
    by apply: Rmult_lt_0_compat; [exact: (root_gt0 0)|exact: exp_pos].
  move=> c; have -> : INR k * value c / (2 * beta)
                      = INR k * value m / (2 * beta) + INR k * x c by rewrite /x; field; lra.
  by rewrite exp_plus; ring.
have -> : Finite (if a == m then 1 else 0)
          = (if a == m then root (pi 0%N) m else 0) / root (pi 0%N) m.
  by case: (a == m); congr Finite; field; lra.
by apply: is_lim_seq_div' => //; lra.
Qed.

End Tree.

(* Softmax policies that move: the derivative, the gradient of the vote, and
   where policy gradient leads.

   softmax th a       == exp (th a) / the sum of all exp (th b)
   speed pi v a       == v a minus the mean of v under pi: what the logits'
                         velocities v do to ln pi a
   derive_sum         == the derivative of a sum over a finite type
   softmax_derive     == pi a moves at pi a * speed pi v a
   ln_softmax_derive  == ln pi a moves at speed pi v a
   entropy_gradient   == minus the entropy moves at the mean of
                         speed pi v a * ln pi a: policy gradient with the reward
                         ln pi is the gradient of minus the entropy      (T16a)
   entropy_coordinates == that gradient's coordinates                     (T23)
   certainty_gradient == the gradient of self-certainty KL(U || pi) is pi - 1/K
                                                                          (T23)
   pull M pi a        == the logit velocity of policy gradient with the reward
                         1_M: pi a * (1_M a - mass pi M)
   mass_law, mass_grows == along it the mass p of M moves at (1-p)^2 times the sum
                         of pi^2 in M plus p^2 times that outside         (T11)
   logits_conserved, gap_conserved == the sum of the logits does not change, nor
                         exp(-th a) - exp(-th b) with a and b both rewarded, or
                         both not                                         (T12)
   m_diverges, others_stop == if m is the one largest logit in M at the start, it
                         grows without end and the others in M stop       (T12)
   point_mass         == so the policy tends to the point mass on m       (T12)
   strategies_clock   == two strategies: their log-odds u rise by the clock
                         sinh u + u                                       (T44) *)

From Coq Require Import Reals Lra Classical_Prop.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Slopes Flows.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Lemma derive_sum (A : finType) (f : A -> R -> R) (d : A -> R) (t : R) :
  (forall a, is_derive (f a) t (d a)) ->
  is_derive (fun u => \sum_(a : A) f a u) t (\sum_(a : A) d a).
Proof.
move=> f'; elim: (index_enum A) => [|a s s'].
  rewrite big_nil; apply: (is_derive_ext (fun=> 0)) => [u|]; first by rewrite big_nil.
  exact: is_derive_const.
rewrite big_cons.
apply: (is_derive_ext (fun u => f a u + \big[Rplus/0]_(b <- s) f b u)) => [u|].
  by rewrite big_cons.
exact: (is_derive_plus (f a) _ t (d a)).
Qed.


Section Moves.

Variable A : finType.

Definition softmax (th : A -> R) (a : A) : R := exp (th a) / \sum_(b : A) exp (th b).

Definition speed (pi v : A -> R) (a : A) : R := v a - \sum_(b : A) (pi b * v b).

Lemma softmax_sum_gt0 (th : A -> R) (a : A) : 0 < \sum_(b : A) exp (th b).
Proof. by apply: (sum_gt0 (b := a)) => // b _; exact: exp_pos. Qed.

Lemma softmax_policy (th : A -> R) (a : A) : policy (softmax th).
Proof.
have Z_gt0 := softmax_sum_gt0 th a; split=> [b|].
  by apply: Rdiv_lt_0_compat => //; exact: exp_pos.
by rewrite /softmax -(sum_divr _ (fun b => exp (th b))) /Rdiv Rinv_r //; lra.
Qed.

Lemma speed_mean pi v : \sum_(a : A) pi a = 1 -> \sum_(a : A) (pi a * speed pi v a) = 0.
Proof.
move=> sum1; rewrite (eq_bigr (fun a => pi a * v a - pi a * \sum_(b : A) (pi b * v b))).
  by rewrite sum_sub -sum_distrl sum1; ring.
by move=> a _; rewrite /speed; ring.
Qed.

Variables (th : A -> R -> R) (v : A -> R) (t : R).
Hypothesis th' : forall a, is_derive (th a) t (v a).

Let pi u := softmax (fun a => th a u).

Lemma exp_derive a : is_derive (fun u => exp (th a u)) t (v a * exp (th a t)).
Proof. exact: (is_derive_comp exp (th a) t _ _ (is_derive_exp _) (th' a)). Qed.

Theorem softmax_derive a :
  is_derive (fun u => pi u a) t (pi t a * speed (pi t) v a).
Proof.
have Z_gt0 := softmax_sum_gt0 (fun b => th b t) a.
have Z' := derive_sum exp_derive.
have mean : \sum_(b : A) (pi t b * v b)
            = (\sum_(b : A) (v b * exp (th b t))) / (\sum_(b : A) exp (th b t)).
  by rewrite sum_divr; apply: eq_bigr => b _; rewrite /pi /softmax; field; lra.
have -> : pi t a * speed (pi t) v a
  = (v a * exp (th a t) * (\sum_(b : A) exp (th b t))
     - exp (th a t) * (\sum_(b : A) (v b * exp (th b t))))
    / (\sum_(b : A) exp (th b t)) ^ 2.
  by rewrite /speed mean /pi /softmax; field; lra.
by apply: (is_derive_div _ _ t _ _ (exp_derive a) Z'); lra.
Qed.

Theorem ln_softmax_derive a : is_derive (fun u => ln (pi u a)) t (speed (pi t) v a).
Proof.
have [pi_gt0 _] := softmax_policy (fun b => th b t) a.
have -> : speed (pi t) v a = pi t a * speed (pi t) v a * / pi t a.
  by have := pi_gt0 a; rewrite -/(pi t) => ?; field; lra.
exact: (is_derive_comp ln (fun u => pi u a) t _ _ (is_derive_ln _ (pi_gt0 a)) (softmax_derive a)).
Qed.

Theorem entropy_gradient :
  is_derive (fun u => \sum_(a : A) (pi u a * ln (pi u a))) t
            (\sum_(a : A) (pi t a * (speed (pi t) v a * ln (pi t a)))).
Proof.
have -> : \sum_(a : A) (pi t a * (speed (pi t) v a * ln (pi t a)))
  = \sum_(a : A) (pi t a * speed (pi t) v a * ln (pi t a) + pi t a * speed (pi t) v a).
  rewrite sum_add; case: (pickP (mem A)) => [a _|none].
    have [_ sum1] := softmax_policy (fun b => th b t) a.
    rewrite (speed_mean v sum1) Rplus_0_r; apply: eq_bigr => b _; ring.
  by rewrite !big_pred0; [ring|..] => b; have := none b.
apply: derive_sum => a.
have := is_derive_mult (fun u => pi u a) (fun u => ln (pi u a)) t _ _
  (softmax_derive a) (ln_softmax_derive a).
by apply=> x y; exact: Rmult_comm.
Qed.

(* The same gradient by coordinates: v b enters with pi b (ln pi b + entropy). *)
Theorem entropy_coordinates :
  \sum_(a : A) (pi t a * (speed (pi t) v a * ln (pi t a)))
  = \sum_(b : A) (v b * (pi t b * (ln (pi t b) - \sum_(a : A) (pi t a * ln (pi t a))))).
Proof.
transitivity (\sum_(a : A) (v a * (pi t a * ln (pi t a)))
  - (\sum_(b : A) (pi t b * v b)) * \sum_(a : A) (pi t a * ln (pi t a))).
  by rewrite sum_distrr -sum_sub; apply: eq_bigr => a _; rewrite /speed; ring.
by rewrite sum_distrl -sum_sub; apply: eq_bigr => a _; ring.
Qed.

Theorem certainty_gradient : let c := / INR #|A| in
  is_derive (fun u => \sum_(a : A) (c * ln (c / pi u a))) t
            (\sum_(b : A) (v b * (pi t b - c))).
Proof.
move=> c; case: (pickP (mem A)) => [a0 _|none]; last first.
  have empty (f : A -> R) : \sum_(a : A) f a = 0 by rewrite big_pred0 // => b; have := none b.
  apply: (is_derive_ext (fun=> 0)) => [u|]; first by rewrite empty.
  by rewrite empty; exact: is_derive_const.
have K_gt0 : 0 < INR #|A| by apply: lt_0_INR; apply/ltP/card_gt0P; exists a0.
have c_gt0 : 0 < c by apply: Rinv_0_lt_compat.
have even x : \sum_(a : A) (c * x) = x.
  have copies n y : iter n (Rplus y) 0 = INR n * y.
    by elim: n => [|n IH]; [rewrite /=; ring|rewrite iterS IH S_INR; ring].
  rewrite big_const copies (_ : #|_| = #|A|); last by apply: eq_card.
  by rewrite /c; field; lra.
have -> : \sum_(b : A) (v b * (pi t b - c)) = \sum_(a : A) - (c * speed (pi t) v a).
  transitivity (\sum_(a : A) (c * \sum_(b : A) (pi t b * v b)) - \sum_(a : A) (c * v a)).
    by rewrite even -sum_sub; apply: eq_bigr => a _; ring.
  by rewrite -sum_sub; apply: eq_bigr => a _; rewrite /speed; ring.
apply: derive_sum => a.
have apart u : c * ln c - c * ln (pi u a) = c * ln (c / pi u a).
  have [pi_gt0 _] := softmax_policy (fun b => th b u) a.
  by rewrite ln_div; [ring|exact: c_gt0|exact: pi_gt0].
apply: (is_derive_ext _ _ _ _ apart).
have -> : - (c * speed (pi t) v a) = minus 0 (c * speed (pi t) v a) by rewrite /minus /plus /opp /=; ring.
apply: (is_derive_minus (fun=> c * ln c) (fun u => c * ln (pi u a))); first exact: is_derive_const.
exact: (is_derive_scal _ t c _ (ln_softmax_derive a)).
Qed.

End Moves.

Section Vote.

Variables (A : finType) (M : {set A}).

Definition pull (pi : A -> R) (a : A) : R := pi a * (vote M a - mass pi M).

Lemma pull_sum (pi : A -> R) : \sum_(a : A) pi a = 1 -> \sum_(a : A) pull pi a = 0.
Proof.
move=> sum1; have voted : \sum_(a : A) (pi a * vote M a) = mass pi M.
  by rewrite /mass [RHS]big_mkcond; apply: eq_bigr => a _; rewrite /vote; case: ifP => _; ring.
rewrite (eq_bigr (fun a => pi a * vote M a - pi a * mass pi M)).
  by rewrite sum_sub -sum_distrl sum1 voted; ring.
by move=> a _; rewrite /pull; ring.
Qed.

Lemma pull_mean (pi : A -> R) :
  \sum_(a : A) (pi a * pull pi a)
  = (1 - mass pi M) * (\sum_(a in M) pi a ^ 2) - mass pi M * (\sum_(a in ~: M) pi a ^ 2).
Proof.
rewrite (sum_setC M) !sum_distrr /Rminus; congr (_ + _).
  by apply: eq_bigr => a a_in; rewrite /pull /vote a_in; ring.
have -> : - (\sum_(a in ~: M) (mass pi M * pi a ^ 2))
          = -1 * (\sum_(a in ~: M) (mass pi M * pi a ^ 2)) by ring.
rewrite sum_distrr; apply: eq_bigr => a; rewrite in_setC => /negbTE a_out.
by rewrite /pull /vote a_out; ring.
Qed.

Variable th : A -> R -> R.

Let pi t := softmax (fun a => th a t).
Let p t := mass (pi t) M.

Hypothesis flow : forall a t, is_derive (th a) t (pull (pi t) a).

Theorem mass_law t : is_derive p t
  ((1 - p t) ^ 2 * (\sum_(a in M) pi t a ^ 2) + p t ^ 2 * (\sum_(a in ~: M) pi t a ^ 2)).
Proof.
apply: (is_derive_ext (fun u => \sum_(a : A) (if a \in M then pi u a else 0))).
  by move=> u; rewrite -big_mkcond.
have -> : (1 - p t) ^ 2 * (\sum_(a in M) pi t a ^ 2) + p t ^ 2 * (\sum_(a in ~: M) pi t a ^ 2)
  = \sum_(a : A) (if a \in M then pi t a * speed (pi t) (pull (pi t)) a else 0).
  rewrite -big_mkcond.
  transitivity ((1 - p t) * (\sum_(a in M) pi t a ^ 2)
                - p t * (\sum_(b : A) (pi t b * pull (pi t) b))).
    by rewrite pull_mean -/(p t); ring.
  rewrite sum_distrr /p /mass sum_distrl -sum_sub; apply: eq_bigr => a a_in.
  by rewrite /speed {2}/pull /vote a_in /mass; ring.
apply: derive_sum => a; case: ifP => _; last exact: is_derive_const.
exact: (softmax_derive (fun b => flow b t)).
Qed.

Theorem mass_grows m w t : m \in M -> w \notin M ->
  0 < (1 - p t) ^ 2 * (\sum_(a in M) pi t a ^ 2) + p t ^ 2 * (\sum_(a in ~: M) pi t a ^ 2).
Proof.
move=> m_in w_out; have pol := softmax_policy (fun a => th a t) m; have [gt0 _] := pol.
have p_gt0 : 0 < p t by exact: (mass_gt0 pol m_in).
have p_lt1 : p t < 1 by exact: (mass_lt1 pol w_out).
have in_gt0 : 0 < \sum_(a in M) pi t a ^ 2 by apply: (sum_gt0 m_in) => a _; apply: pow_lt; exact: gt0.
have out_ge0 : 0 <= \sum_(a in ~: M) pi t a ^ 2 by apply: sum_ge0 => a _; exact: pow2_ge_0.
have : 0 < (1 - p t) ^ 2 * (\sum_(a in M) pi t a ^ 2) by apply: Rmult_lt_0_compat => //; apply: pow_lt; lra.
have : 0 <= p t ^ 2 * (\sum_(a in ~: M) pi t a ^ 2) by apply: Rmult_le_pos => //; exact: pow2_ge_0.
by lra.
Qed.

Lemma logits_conserved (m : A) t : \sum_(a : A) th a t = \sum_(a : A) th a 0.
Proof.
apply: (flat (f := fun u => \sum_(a : A) th a u)) => u.
have [_ sum1] := softmax_policy (fun b => th b u) m.
by rewrite -[X in is_derive _ _ X](pull_sum sum1); apply: derive_sum => a; exact: flow.
Qed.

Theorem gap_conserved a b t : (a \in M) = (b \in M) ->
  exp (- th a t) - exp (- th b t) = exp (- th a 0) - exp (- th b 0).
Proof.
move=> same; apply: (flat (f := fun u => exp (- th a u) - exp (- th b u))) => u.
have Z_gt0 := softmax_sum_gt0 (fun c => th c u) a.
have inv_derive c : is_derive (fun x => exp (- th c x)) u (- ((vote M c - p u) / \sum_(d : A) exp (th d u))).
  have -> : - ((vote M c - p u) / \sum_(d : A) exp (th d u)) = - pull (pi u) c * exp (- th c u).
    rewrite /pull {1}/pi /softmax -/(p u) exp_Ropp.
    by have := exp_pos (th c u) => ?; field; lra.
  have opp' : is_derive (fun x => - th c x) u (- pull (pi u) c) by apply: is_derive_opp; exact: flow.
  exact: (is_derive_comp exp _ u _ _ (is_derive_exp _) opp').
have -> : 0 = minus (- ((vote M a - p u) / \sum_(d : A) exp (th d u)))
                    (- ((vote M b - p u) / \sum_(d : A) exp (th d u))).
  by rewrite /vote same /minus /plus /opp /=; ring.
exact: (is_derive_minus (fun x => exp (- th a x)) (fun x => exp (- th b x))).
Qed.

Section Limit.

Variables m w : A.
Hypothesis m_in : m \in M.
Hypothesis w_out : w \notin M.
Hypothesis lead : forall a, a \in M -> a != m -> th a 0 < th m 0.

Let pol t : policy (pi t).
Proof. exact: (softmax_policy _ m). Qed.

Let pi_gt0 t a : 0 < pi t a.
Proof. by have [gt0 _] := pol t. Qed.

Let p_in t : 0 < p t < 1.
Proof. by split; [exact: (mass_gt0 (pol t) m_in)|exact: (mass_lt1 (pol t) w_out)]. Qed.

Let out_falls a t : a \notin M -> 0 <= t -> th a t <= th a 0.
Proof.
move=> /negbTE a_out t_ge0.
apply: (slope_le0 (d := fun u => pull (pi u) a) t_ge0) => u _; first exact: flow.
by rewrite /pull /vote a_out -/(p u); have := p_in u; have := pi_gt0 u a; nra.
Qed.

Let m_rises s t : s <= t -> th m s <= th m t.
Proof.
move=> le; have := @slope_ge (th m) (fun u => pull (pi u) m) 0 s t le (fun u _ => flow m u).
have pull_ge0 u : s < u < t -> 0 <= pull (pi u) m.
  by move=> _; rewrite /pull /vote m_in -/(p u); have := p_in u; have := pi_gt0 u m; nra.
by move/(_ pull_ge0); lra.
Qed.

Let gap a := exp (- th a 0) - exp (- th m 0).

Let gap_gt0 a : a \in M -> a != m -> 0 < gap a.
Proof.
move=> a_in a_neq; have := lead a_in a_neq => lt.
by have := @exp_increasing (- th m 0) (- th a 0) ltac:(lra); rewrite /gap; lra.
Qed.

Let stays_below a t : a \in M -> a != m -> th a t < th m t.
Proof.
move=> a_in a_neq; have := gap_gt0 a_in a_neq; have := gap_conserved (a := a) (b := m) t.
rewrite a_in m_in => /(_ erefl) same; rewrite /gap -same => gt0.
by have := @exp_lt_inv (- th m t) (- th a t) ltac:(lra); lra.
Qed.

Theorem m_unbounded B : exists t, 0 <= t /\ B < th m t.
Proof.
apply: NNPP => none; have bounded t : 0 <= t -> th m t <= B.
  by move=> t_ge0; apply: Rnot_lt_le => lt; apply: none; exists t.
pose U a := if a \in M then B else th a 0.
have below a t : 0 <= t -> th a t <= U a.
  move=> t_ge0; rewrite /U; case: ifPn => [a_in|a_out]; last exact: out_falls.
  case: (a =P m) => [->|/eqP neq]; first exact: bounded.
  by have := stays_below t a_in neq; have := bounded t t_ge0; lra.
pose Z := \sum_(a : A) exp (U a).
have Z_gt0 : 0 < Z by apply: (sum_gt0 (b := m)) => // a _; exact: exp_pos.
have Z_ge t : 0 <= t -> \sum_(a : A) exp (th a t) <= Z.
  by move=> t_ge0; apply: sum_le => a _; apply: exp_mono; exact: below.
pose low := \sum_(a : A) th a 0 - \sum_(a | a != w) U a.
have w_ge t : 0 <= t -> low <= th w t.
  move=> t_ge0; have := logits_conserved w t; rewrite (bigD1 w) //= => e.
  have : \sum_(a | a != w) th a t <= \sum_(a | a != w) U a by apply: sum_le => a _; exact: below.
  by rewrite /low -e; lra.
pose d := exp (th m 0) / Z * (exp low / Z).
have d_gt0 : 0 < d by apply: Rmult_lt_0_compat; apply: Rdiv_lt_0_compat => //; exact: exp_pos.
have part a x t : 0 <= t -> x <= th a t -> exp x / Z <= pi t a.
  move=> t_ge0 x_le; have S_gt0 := softmax_sum_gt0 (fun b => th b t) a.
  apply: Rmult_le_compat; [left; exact: exp_pos|left; exact: Rinv_0_lt_compat|exact: exp_mono|].
  by apply: Rinv_le_contravar => //; exact: Z_ge.
have pull_ge t : 0 <= t -> d <= pull (pi t) m.
  move=> t_ge0; rewrite /pull /vote m_in -(mass_setC M (pol t)).
  apply: Rmult_le_compat.
  - by left; apply: Rdiv_lt_0_compat => //; exact: exp_pos.
  - by left; apply: Rdiv_lt_0_compat => //; exact: exp_pos.
  - by apply: part => //; exact: m_rises.
  - have w_in : w \in ~: M by rewrite in_setC.
    rewrite /mass (bigD1 w) //=; have := part w low t t_ge0 (w_ge t t_ge0).
    have : 0 <= \sum_(a | (a \in ~: M) && (a != w)) pi t a by apply: sum_ge0 => a _; left.
    by lra.
pose t := (B - th m 0) / d + 1.
have t_ge0 : 0 <= t.
  have := bounded 0 (Rle_refl 0) => B_ge; have : 0 <= (B - th m 0) / d; last by rewrite /t; lra.
  by apply: Rmult_le_pos; [lra|left; exact: Rinv_0_lt_compat].
have := @slope_ge (th m) (fun u => pull (pi u) m) d 0 t t_ge0 (fun u _ => flow m u).
have pull_ge' u : 0 < u < t -> d <= pull (pi u) m by move=> u_in; apply: pull_ge; lra.
move/(_ pull_ge'); have := bounded t t_ge0.
have -> : d * (t - 0) = B - th m 0 + d by rewrite /t; field; lra.
by lra.
Qed.

Theorem m_diverges : is_lim (th m) p_infty p_infty.
Proof.
apply/is_lim_spec => B; have [t [t_ge0 lt]] := m_unbounded B.
by exists t => u u_gt; have := @m_rises t u ltac:(lra); lra.
Qed.

Let inverse_lim : is_lim (fun t => exp (- th m t)) p_infty 0.
Proof.
apply: (is_lim_comp exp (fun t => - th m t) p_infty 0 m_infty); first exact: is_lim_exp_m.
  exact: (is_lim_opp _ _ p_infty m_diverges).
by exists 0.
Qed.

(* The others in M stop, where the conserved gaps say. *)
Theorem others_stop a : a \in M -> a != m ->
  is_lim (th a) p_infty (- ln (exp (- th a 0) - exp (- th m 0))).
Proof.
move=> a_in a_neq; have gt0 := gap_gt0 a_in a_neq.
apply: (is_lim_ext (fun t => - ln (gap a + exp (- th m t)))) => [t|].
  have := gap_conserved (a := a) (b := m) t; rewrite a_in m_in => /(_ erefl) same.
  by rewrite /gap -same (_ : _ + _ = exp (- th a t)) ?ln_exp; ring.
apply: (is_lim_opp _ _ (Finite (ln (gap a)))).
apply: (is_lim_comp ln _ p_infty _ (gap a)).
- have c : continuity_pt ln (gap a) by apply: derivable_continuous_pt; exists (/ gap a); exact: derivable_pt_lim_ln.
  by have := is_lim_continuity ln (gap a) c.
- rewrite -[X in is_lim _ _ (Finite X)]Rplus_0_r.
  by apply: is_lim_plus'; [exact: is_lim_const|exact: inverse_lim].
- exists 0 => t _; have := exp_pos (- th m t) => ? [e]; lra.
Qed.

Theorem point_mass a : is_lim (fun t => pi t a) p_infty (if a == m then 1 else 0).
Proof.
pose C b := if b \in M then / gap b else exp (th b 0).
have other b t : b != m -> 0 <= t -> pi t b <= C b * exp (- th m t).
  move=> b_neq t_ge0; have e_gt0 := exp_pos (th b t); have em := exp_pos (th m t).
  have Z_ge : exp (th m t) <= \sum_(c : A) exp (th c t).
    rewrite (bigD1 m) //=; suff : 0 <= \sum_(c | c != m) exp (th c t) by lra.
    by apply: sum_ge0 => c _; left; exact: exp_pos.
  apply: Rle_trans (_ : exp (th b t) * exp (- th m t) <= _).
    apply: Rmult_le_compat_l; first by left.
    by rewrite exp_Ropp; apply: Rinv_le_contravar.
  apply: Rmult_le_compat_r; first by left; exact: exp_pos.
  rewrite /C; case: ifPn => [b_in|b_out]; last by apply: exp_mono; exact: out_falls.
  have gt0 := gap_gt0 b_in b_neq; have := gap_conserved (a := b) (b := m) t.
  rewrite b_in m_in => /(_ erefl); rewrite -/(gap b) => same; have := exp_pos (- th m t).
  have -> : exp (th b t) = / exp (- th b t) by rewrite -exp_Ropp Ropp_involutive.
  by move=> ?; apply: Rinv_le_contravar; lra.
have small b : b != m -> is_lim (fun t => pi t b) p_infty 0.
  move=> b_neq; apply: (is_lim_le_le_loc (fun=> 0) (fun t => C b * exp (- th m t))).
  - by exists 0 => t t_gt0; split; [left; exact: pi_gt0|apply: other => //; lra].
  - exact: is_lim_const.
  - rewrite -[X in is_lim _ _ (Finite X)](Rmult_0_r (C b)).
    exact: (is_lim_scal_l _ (C b) p_infty 0 inverse_lim).
case: (a =P m) => [->|/eqP/small //].
apply: (is_lim_ext (fun t => 1 - \sum_(b | b != m) pi t b)) => [t|].
  by have [_ <-] := pol t; rewrite (bigD1 m) //=; ring.
rewrite -[X in is_lim _ _ (Finite X)]Rminus_0_r; apply: is_lim_minus'; first exact: is_lim_const.
elim: (index_enum A) => [|b s s_lim].
  by apply: (is_lim_ext (fun=> 0)) => [t|]; [rewrite big_nil|exact: is_lim_const].
case: (boolP (b != m)) => [b_neq|b_eq]; last first.
  by apply: is_lim_ext s_lim => t; rewrite big_cons (negbTE b_eq).
apply: (is_lim_ext (fun t => pi t b + \big[Rplus/0]_(c <- s | c != m) pi t c)) => [t|].
  by rewrite big_cons b_neq.
rewrite -[X in is_lim _ _ (Finite X)]Rplus_0_l.
by apply: is_lim_plus' => //; exact: small.
Qed.

End Limit.

End Vote.

(* Two strategies behind shared logits: their log-odds run by the vote's clock. *)
Theorem strategies_clock (th : bool -> R -> R) :
  (forall s t, is_derive (th s) t (pull [set true] (softmax (fun b => th b t)) s)) ->
  let u t := th true t - th false t in
  (forall t, softmax (fun b => th b t) true = sigma (u t)) /\
  (forall t, sinh (u t) + u t = sinh (u 0) + u 0 + t) /\
  (forall s t, s < t -> u s < u t).
Proof.
move=> flow u; have prob t : softmax (fun b => th b t) true = sigma (u t).
  rewrite /softmax sum_bool /sigma /u Ropp_minus_distr /Rminus exp_plus exp_Ropp.
  by have := exp_pos (th true t); have := exp_pos (th false t) => *; field; lra.
have prob' t : softmax (fun b => th b t) false = 1 - sigma (u t).
  by have [_] := softmax_policy (fun b => th b t) true; rewrite sum_bool prob; lra.
have u' t : is_derive u t (2 * (sigma (u t) * (1 - sigma (u t)))).
  have := is_derive_minus (th true) (th false) t _ _ (flow true t) (flow false t).
  rewrite /pull /vote /mass sum_set1 !in_set1 prob prob'.
  have -> : minus (sigma (u t) * ((if true == true then 1 else 0) - sigma (u t)))
                  ((1 - sigma (u t)) * ((if false == true then 1 else 0) - sigma (u t)))
            = 2 * (sigma (u t) * (1 - sigma (u t))) by rewrite /minus /plus /opp /=; ring.
  by [].
split=> //; split; first exact: vote_clock.
move=> s t lt; apply: (slope_gt lt (fun x _ => u' x)) => x _; rewrite sigma_var.
have := exp_pos (u x); have := exp_pos (- u x) => *.
by apply: Rmult_lt_0_compat; [lra|apply: Rinv_0_lt_compat; lra].
Qed.

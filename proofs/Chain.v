(* Votes that decide by chance which answer is sharpened.

   A chain on 0, 1, ..., n: from a state i in between it goes up with probability
   u i and down otherwise; 0 and n keep what reaches them. With two answers and
   exact steps on sampled labels it is the chain of log-odds, u i being the chance
   that the label is the favourite's.

   within n u k i     == the chance to have come from i to n in at most k steps
   gamma u j          == the product of (1 - u i) / u i over i = 1, ..., j
   scale u i          == gamma u 0 + ... + gamma u (i - 1)
   gamma_product, scale_sum == the same as products and sums
   ruin               == within n u k i tends to scale u i / scale u n   (T31)
   gamma_logistic     == u i = 1 / (1 + exp (- x i)), one vote: gamma u j is
                         exp (- (x 1 + ... + x j))                       (T31)
   product_ge         == a product of numbers in [0, 1] is at least 1 minus the sum
                         of what they lack
   labels_always_stay == the same for all labels, in the limit           (T32)
   labels_stay        == exact steps on the labels of N rollouts: the chance that
                         the first n labels are all the mode is at least 1 minus
                         the sum of T30's bounds along the run           (T32) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Odds Rollouts.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Section Ruin.

Variables (n : nat) (u : nat -> R).
Hypothesis n_gt0 : (0 < n)%N.
Hypothesis u_in : forall i, 0 < u i < 1.

Fixpoint within (k i : nat) : R :=
  if i is j.+1 then
    if (n <= i)%N then 1
    else if k is l.+1 then u i * within l i.+1 + (1 - u i) * within l j else 0
  else 0.

Fixpoint gamma (j : nat) : R := if j is i.+1 then gamma i * ((1 - u j) / u j) else 1.

Fixpoint scale (i : nat) : R := if i is j.+1 then scale j + gamma j else 0.

Lemma gamma_gt0 j : 0 < gamma j.
Proof.
elim: j => [|j IH] /=; first lra.
by apply: Rmult_lt_0_compat => //; apply: Rdiv_lt_0_compat; have := u_in j.+1; lra.
Qed.

Lemma scale_gt0 i : (0 < i)%N -> 0 < scale i.
Proof.
case: i => // i _; elim: i => [|i IH]; first by rewrite /=; lra.
by have := gamma_gt0 i.+1; rewrite [scale i.+2]/= -/(scale i.+1) -/(gamma i.+1); lra.
Qed.

Lemma within0 k : within k 0 = 0.
Proof. by case: k. Qed.

Lemma within_top k i : (n <= i)%N -> within k i = 1.
Proof. by case: i => [|i] le; [move: (leq_trans n_gt0 le)|case: k => [|k] /=; rewrite le]. Qed.

Lemma within_start i : (i < n)%N -> within 0 i = 0.
Proof. by case: i => //= i lt; rewrite leqNgt lt. Qed.

Lemma within_step k i : (0 < i < n)%N ->
  within k.+1 i = u i * within k i.+1 + (1 - u i) * within k i.-1.
Proof. by case: i => // i /andP[_ lt]; rewrite [LHS]/= leqNgt lt. Qed.

(* The formula solves the equations of the chain. *)
Lemma scale_balance i : (0 < i)%N ->
  scale i = u i * scale i.+1 + (1 - u i) * scale i.-1.
Proof.
case: i => // i _; rewrite [i.+1.-1]/=; have := u_in i.+1 => u_i.
by rewrite [scale i.+2]/= [scale i.+1]/=; field; lra.
Qed.

Let h i := scale i / scale n.

Lemma within_le k i : (i <= n)%N -> within k i <= h i.
Proof.
have S_n := scale_gt0 n_gt0.
have h_ge0 i' : 0 <= h i'.
  case: i' => [|i']; first by rewrite /h /= /Rdiv Rmult_0_l; exact: Rle_refl.
  by left; apply: Rdiv_lt_0_compat => //; exact: scale_gt0.
have h_n : h n = 1 by rewrite /h; field; lra.
elim: k i => [|k IH] i le.
  move: le; rewrite leq_eqVlt => /orP[/eqP ->|lt].
    by rewrite within_top // h_n; exact: Rle_refl.
  by rewrite within_start.
move: le; rewrite leq_eqVlt => /orP[/eqP ->|lt].
  by rewrite within_top // h_n; exact: Rle_refl.
case: (posnP i) => [->|i_gt0]; first by rewrite within0.
rewrite within_step ?i_gt0 //.
have -> : h i = u i * h i.+1 + (1 - u i) * h i.-1.
  by rewrite /h {1}(scale_balance i_gt0); field; lra.
have := IH i.+1 lt; have := IH i.-1 (leq_trans (leq_pred i) (ltnW lt)); have := u_in i.
by move: (within k i.+1) (within k i.-1) (h i.+1) (h i.-1) => *; nra.
Qed.

Lemma within_ge0 k i : 0 <= within k i.
Proof.
elim: k i => [|k IH] [|i] /=; try lra; case: ifP => _; try lra.
have := IH i.+2; have := IH i; have := u_in i.+1.
by move: (within k i.+2) (within k i) => *; nra.
Qed.

Lemma within_grows k i : within k i <= within k.+1 i.
Proof.
elim: k i => [|k IH] i.
  case: (leqP n i) => [le|lt]; first by rewrite !within_top //; exact: Rle_refl.
  by rewrite within_start //; exact: within_ge0.
case: (leqP n i) => [le|lt]; first by rewrite !within_top //; exact: Rle_refl.
case: (posnP i) => [->|i_gt0]; first by rewrite !within0; exact: Rle_refl.
rewrite within_step ?i_gt0 // [X in _ <= X]within_step ?i_gt0 //.
have := IH i.+1; have := IH i.-1; have := u_in i.
by move: (within k i.+1) (within k i.-1) (within k.+1 i.+1) (within k.+1 i.-1) => *; nra.
Qed.

Lemma ruin_lim i : (i <= n)%N -> exists l : R, is_lim_seq (fun k => within k i) l.
Proof.
move=> le; have [l l_lim] : ex_finite_lim_seq (fun k => within k i).
  by apply: (ex_finite_lim_seq_incr _ (h i)) => k; [exact: within_grows|exact: within_le].
by exists l.
Qed.

Theorem ruin i : (i <= n)%N -> is_lim_seq (fun k => within k i) (scale i / scale n).
Proof.
move=> i_le; have S_n := scale_gt0 n_gt0.
pose l j : R := real (Lim_seq (fun k => within k j)).
have l_lim j : (j <= n)%N -> is_lim_seq (fun k => within k j) (l j).
  by move=> /ruin_lim [x x_lim]; rewrite /l (is_lim_seq_unique _ _ x_lim).
have uniq j x : (j <= n)%N -> is_lim_seq (fun k => within k j) (Finite x) -> l j = x.
  by move=> j_le x_lim; rewrite /l (is_lim_seq_unique _ _ x_lim).
have l0 : l 0%N = 0.
  by apply: uniq => //; apply: (is_lim_seq_ext (fun=> 0)) => [k|]; [rewrite within0|exact: is_lim_seq_const].
have ln : l n = 1.
  apply: uniq => //; apply: (is_lim_seq_ext (fun=> 1)) => [k|]; last exact: is_lim_seq_const.
  by rewrite within_top.
have balance j : (0 < j < n)%N -> l j = u j * l j.+1 + (1 - u j) * l j.-1.
  move=> /andP[j_gt0 j_lt]; apply: uniq; first exact: ltnW.
  apply/is_lim_seq_incr_1; apply: (is_lim_seq_ext (fun k => u j * within k j.+1 + (1 - u j) * within k j.-1)).
    by move=> k; rewrite within_step // j_gt0.
  apply: is_lim_seq_plus'; apply: is_lim_seq_mult'; try exact: is_lim_seq_const.
    exact: l_lim.
  by apply: l_lim; apply: leq_trans (ltnW j_lt); exact: leq_pred.
have rise j : (j < n)%N -> l j.+1 - l j = gamma j * l 1%N.
  elim: j => [|j IH] lt; first by rewrite l0 /=; ring.
  have := balance j.+1 ltac:(by rewrite lt); have := IH (ltnW lt); have := u_in j.+1.
  rewrite [j.+1.-1]/= [gamma j.+1]/=; move: (l j.+2) (l j.+1) (l j) (u j.+1) (gamma j) => x y z v g v_in step bal.
  have -> : x - y = (1 - v) / v * (y - z).
    by apply: (Rmult_eq_reg_l v); [field_simplify|]; lra.
  by rewrite step; field; lra.
have all j : (j <= n)%N -> l j = scale j * l 1%N.
  elim: j => [|j IH] le; first by rewrite l0 /=; ring.
  by have := rise j le; have := IH (ltnW le); rewrite [scale j.+1]/=; lra.
have l1 : l 1%N = / scale n.
  by have := all n (leqnn n); rewrite ln => e; apply: (Rmult_eq_reg_l (scale n)); [rewrite -e; field|]; lra.
by rewrite /Rdiv -l1 -all //; exact: l_lim.
Qed.

End Ruin.

Lemma gamma_product (u : nat -> R) j :
  gamma u j = \big[Rmult/1]_(1 <= l < j.+1) ((1 - u l) / u l).
Proof.
elim: j => [|j IH]; first by rewrite big_geq.
by rewrite [LHS]/= IH [RHS]big_nat_recr.
Qed.

Lemma scale_sum (u : nat -> R) i : scale u i = \big[Rplus/0]_(j < i) gamma u j.
Proof.
elim: i => [|i IH]; first by rewrite big_ord0.
by rewrite [LHS]/= IH big_ord_recr.
Qed.

Lemma gamma_logistic (x : nat -> R) j :
  gamma (fun i => / (1 + exp (- x i))) j = exp (- \big[Rplus/0]_(1 <= i < j.+1) x i).
Proof.
elim: j => [|j IH]; first by rewrite big_geq //= Ropp_0 exp_0.
have -> : \big[Rplus/0]_(1 <= i < j.+2) x i = \big[Rplus/0]_(1 <= i < j.+1) x i + x j.+1.
  by rewrite big_nat_recr.
rewrite [LHS]/= IH Ropp_plus_distr exp_plus; congr (_ * _).
rewrite exp_Ropp.
by have := exp_pos (x j.+1) => *; field; lra.
Qed.

Lemma product_ge (x e : nat -> R) n : (forall k, 0 <= x k <= 1) -> (forall k, 1 - e k <= x k) ->
  1 - (\big[Rplus/0]_(k < n) e k) <= \big[Rmult/1]_(k < n) x k.
Proof.
move=> x_in near; suff : 1 - (\big[Rplus/0]_(k < n) e k) <= \big[Rmult/1]_(k < n) x k
                         /\ 0 <= \big[Rmult/1]_(k < n) x k <= 1 by case.
elim: n => [|n [IH IH']]; first by rewrite !big_ord0; lra.
rewrite !big_ord_recr /=; have := x_in n; have := near n.
by move: (\big[Rmult/1]_(_ < n) _) (\big[Rplus/0]_(_ < n) _) IH IH' => y s IH IH' *; nra.
Qed.

Theorem labels_stay (A : finType) (beta : R) (pi : nat -> A -> R) (m : A) (N n : nat) :
  0 < beta -> policy (pi 0%N) -> mirror_run [set m] beta pi ->
  (forall a, a != m -> pi 0%N a < pi 0%N m) ->
  1 - (\big[Rplus/0]_(k < n) \sum_(j | j != m) overlap (pi k) m j ^ N)
    <= \big[Rmult/1]_(k < n) label_share N (pi k) m.
Proof.
move=> beta_gt0 pi0 run lead.
apply: (product_ge (x := fun k => label_share N (pi k) m)
                   (e := fun k => \sum_(j | j != m) overlap (pi k) m j ^ N)) => k.
  have pik := run_policy m pi0 run k; split.
    by apply: sum_ge0 => y _; apply: Rmult_le_pos; [left; exact: law_gt0|exact: wins_ge0].
  rewrite -(law_sum1 N pik); apply: sum_le => y _; rewrite -[X in _ <= X]Rmult_1_r.
  by apply: Rmult_le_compat_l; [left; exact: law_gt0|exact: wins_le1].
have := vote_fails N (run_policy m pi0 run k) (mode_kept beta_gt0 pi0 run lead k).
by lra.
Qed.

(* The chance that no label ever differs is the limit of those products. *)
Theorem labels_always_stay (A : finType) (beta : R) (pi : nat -> A -> R) (m : A) (N : nat) :
  0 < beta -> policy (pi 0%N) -> mirror_run [set m] beta pi ->
  (forall a, a != m -> pi 0%N a < pi 0%N m) ->
  exists P, is_lim_seq (fun n => \big[Rmult/1]_(k < n) label_share N (pi k) m) (Finite P) /\
    forall S : R, is_lim_seq (fun n => \big[Rplus/0]_(k < n) \sum_(j | j != m) overlap (pi k) m j ^ N) S ->
      1 - S <= P.
Proof.
move=> beta_gt0 pi0 run lead; pose x k := label_share N (pi k) m.
have x_in k : 0 <= x k <= 1.
  have pik := run_policy m pi0 run k; split.
    by apply: sum_ge0 => y _; apply: Rmult_le_pos; [left; exact: law_gt0|exact: wins_ge0].
  rewrite -(law_sum1 N pik); apply: sum_le => y _; rewrite -[X in _ <= X]Rmult_1_r.
  by apply: Rmult_le_compat_l; [left; exact: law_gt0|exact: wins_le1].
have prod_ge0 n : 0 <= \big[Rmult/1]_(k < n) x k.
  elim: n => [|n IH]; first by rewrite big_ord0; lra.
  by rewrite big_ord_recr /=; apply: Rmult_le_pos => //; case: (x_in n).
have [P P_lim] : ex_finite_lim_seq (fun n => \big[Rmult/1]_(k < n) x k).
  apply: (ex_finite_lim_seq_decr _ 0) => n; last exact: prod_ge0.
  by rewrite big_ord_recr /=; have := prod_ge0 n; have := x_in n; move: (\big[Rmult/1]_(_ < n) _) => *; nra.
exists P; split=> // S S_lim.
have lower : is_lim_seq (fun n => 1 - \big[Rplus/0]_(k < n) \sum_(j | j != m) overlap (pi k) m j ^ N) (1 - S).
  by apply: is_lim_seq_minus' => //; exact: is_lim_seq_const.
by have /= := is_lim_seq_le _ _ _ _ (fun n => labels_stay N n beta_gt0 pi0 run lead) lower P_lim.
Qed.

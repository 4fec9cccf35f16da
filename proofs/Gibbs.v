(* The optimum of the KL-regularised objective is the exponential tilt.

   expect q r          == the expectation of r under q
   KL q s              == the sum of q ln (q / s)
   objective beta r pi q == expect q r - beta KL q pi
   distribution q      == q is never negative and sums to 1: a policy, or a point
                          of the simplex's boundary, where Coq's 0 * ln 0 is 0
   KL_ge0, KL_eq0      == KL is never negative, and 0 exactly when q = s
   gibbs_identity      == the objective is beta ln Z - beta KL q pi_star    (T1)
   gibbs_max           == so beta ln Z bounds it, and is reached by pi_star
                          alone                                             (T1) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Section Gibbs.

Variable A : finType.
Implicit Types q s pi r : A -> R.

Definition distribution q : Prop := (forall a, 0 <= q a) /\ \sum_(a : A) q a = 1.

Lemma policy_distribution q : policy q -> distribution q.
Proof. by move=> [gt0 sum1]; split=> // a; left; exact: gt0. Qed.

Definition expect q r : R := \sum_(a : A) (q a * r a).

Definition KL q s : R := \sum_(a : A) (q a * ln (q a / s a)).

Definition objective beta r pi q : R := expect q r - beta * KL q pi.

Lemma ln_le x : 0 < x -> ln x <= x - 1.
Proof. by move=> x_gt0; have := exp_ineq1_le (ln x); rewrite exp_ln //; lra. Qed.

Lemma ln_lt x : 0 < x -> x <> 1 -> ln x < x - 1.
Proof.
move=> x_gt0 x_neq1; have ln_neq0 : ln x <> 0.
  by move=> ln0; apply: x_neq1; rewrite -(exp_ln x x_gt0) ln0 exp_0.
by have := exp_ineq1 _ ln_neq0; rewrite exp_ln //; lra.
Qed.

Lemma KL_term_lt q s a :
  0 <= q a -> 0 < s a -> q a <> s a -> q a - s a < q a * ln (q a / s a).
Proof.
case=> [q_gt0 s_gt0 neq|<- s_gt0 _]; last by rewrite Rmult_0_l; lra.
have ratio_gt0 : 0 < s a / q a by apply: Rdiv_lt_0_compat.
have ratio_neq1 : s a / q a <> 1.
  move=> ratio1; apply: neq; have -> : s a = s a / q a * q a by field; lra.
  by rewrite ratio1 Rmult_1_l.
have -> : q a / s a = / (s a / q a) by field; lra.
rewrite ln_Rinv //; have := Rmult_lt_compat_l (q a) _ _ q_gt0 (ln_lt ratio_gt0 ratio_neq1).
have -> : q a * (s a / q a - 1) = s a - q a by field; lra.
by lra.
Qed.

Lemma KL_term q s a : 0 <= q a -> 0 < s a -> q a - s a <= q a * ln (q a / s a).
Proof.
move=> q_ge0 s_gt0; case: (Req_dec (q a) (s a)) => [->|neq]; last by left; exact: KL_term_lt.
by rewrite /Rdiv Rinv_r ?ln_1; lra.
Qed.

Lemma sum_diff q s : distribution q -> policy s -> \sum_(a : A) (q a - s a) = 0.
Proof. by move=> [_ q1] [_ s1]; rewrite sum_sub q1 s1; ring. Qed.

Theorem KL_ge0 q s : distribution q -> policy s -> 0 <= KL q s.
Proof.
move=> q_policy s_policy; rewrite -(sum_diff q_policy s_policy).
case: q_policy s_policy => q_ge0 _ [s_gt0 _].
by apply: sum_le => a _; exact: KL_term.
Qed.

Theorem KL_eq0 q s : distribution q -> policy s -> KL q s = 0 <-> forall a, q a = s a.
Proof.
move=> q_policy s_policy; split=> [KL0 a|eq_qs]; last first.
  apply: big1 => a _; rewrite eq_qs; have [s_gt0 _] := s_policy.
  have -> : s a / s a = 1 by field; have := s_gt0 a; lra.
  by rewrite ln_1 Rmult_0_r.
case: (Req_dec (q a) (s a)) => // neq; have := sum_diff q_policy s_policy.
case: q_policy s_policy => q_ge0 _ [s_gt0 _].
suff: \sum_(b : A) (q b - s b) < KL q s by lra.
apply: (sum_lt (b := a)) => // [b _|]; first exact: KL_term.
exact: KL_term_lt.
Qed.

(* The heart of T1: ln of the tilt is ln pi + r/beta - ln Z, so that beta KL to
   the tilt is beta KL to pi, less the mean reward, plus beta ln Z.          *)
Theorem gibbs_identity beta r pi q (a0 : A) :
  0 < beta -> policy pi -> distribution q ->
  objective beta r pi q =
  beta * ln (\sum_(b : A) (pi b * exp (r b / beta)))
  - beta * KL q (mirror beta r pi).
Proof.
move=> beta_gt0 pi_policy q_policy.
have Z_gt0 := partition_gt0 beta r a0 pi_policy; rewrite /mirror.
move: (\sum_(b : A) (pi b * exp (r b / beta))) Z_gt0 => Z Z_gt0.
case: pi_policy q_policy => pi_gt0 _ [q_ge0 q_sum1].
have -> : beta * ln Z = \sum_(a : A) q a * (beta * ln Z).
  by rewrite -sum_distrl q_sum1 Rmult_1_l.
rewrite /objective /expect /KL !sum_distrr -!sum_sub; apply: eq_bigr => a _.
case: (q_ge0 a) => [q_gt0|<-]; last by rewrite !Rmult_0_l; ring.
have tilt_gt0 : 0 < pi a * exp (r a / beta).
  by apply: Rmult_lt_0_compat; [exact: pi_gt0|exact: exp_pos].
rewrite !ln_div //; last exact: Rdiv_lt_0_compat.
rewrite ln_mult //; last exact: exp_pos.
by rewrite ln_exp; field; lra.
Qed.

Theorem gibbs_max beta r pi q (a0 : A) :
  0 < beta -> policy pi -> distribution q ->
  objective beta r pi q <= beta * ln (\sum_(b : A) (pi b * exp (r b / beta))) /\
  (objective beta r pi q = beta * ln (\sum_(b : A) (pi b * exp (r b / beta)))
   <-> forall a, q a = mirror beta r pi a).
Proof.
move=> beta_gt0 pi_policy q_policy.
have star_policy := mirror_policy beta r a0 pi_policy.
rewrite (gibbs_identity r a0) //; have := KL_ge0 q_policy star_policy.
rewrite -(KL_eq0 q_policy star_policy); move: (KL _ _) (beta * ln _) => d v d_ge0.
split; first by nra.
by split=> [eq_v|->]; last ring; nra.
Qed.

End Gibbs.
